// Back from an account to its list: where one was. The platform scrolls every page that opens to its top.
if (!window.kamPlaces) {
  const places = (window.kamPlaces = {}), PATIENCE = 8000, STEADY = 2000, STEP = 100;  // ms
  const main = () => document.querySelector('[data-testid="stMain"]');
  document.addEventListener("scroll", (event) => {
    if (event.target === main()) places[location.pathname] = event.target.scrollTop;
  }, true);
  let touched = 0;  // when the reader last moved by themselves
  for (const kind of ["wheel", "touchstart", "keydown", "mousedown"])
    document.addEventListener(kind, () => { touched = Date.now(); }, true);
  const restore = (wanted, began, settled) => {  // the page grows for a while, and is scrolled up once more
    const place = main(), now = Date.now();
    if (touched > began || now - began > PATIENCE || settled > STEADY) return;
    const there = place && Math.abs(place.scrollTop - wanted) <= 2;
    if (place && !there) place.scrollTop = wanted;
    setTimeout(restore, STEP, wanted, began, there ? settled + STEP : 0);
  };
  const back = (path) => {
    const wanted = places[path];
    if (wanted) setTimeout(restore, STEP, wanted, Date.now(), 0);
  };
  let shown = 0;
  window.kamShow = (name, time) => {  // what a click elsewhere on the page has opened; the page may be drawn again
    if (time === shown) return;
    shown = time;
    const began = Date.now();
    const show = () => {
      const section = document.querySelector(`.st-key-${name}`);
      if (touched > began || Date.now() - began > STEADY) return;
      if (section) section.style.scrollMarginTop = "4rem";  // the line of navigation stands over the page
      section?.scrollIntoView();
      setTimeout(show, STEP);
    };
    show();
  };
  const forget = () => {  // the platform leaves the account in the address of the list that one goes back to
    const address = new URL(location.href);
    if (address.pathname.endsWith("/account") || !address.searchParams.has("account")) return;
    address.searchParams.delete("account");
    history.replaceState(history.state, "", address);
  };
  window.addEventListener("popstate", () => { forget(); back(location.pathname); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".st-key-account_trail a");
    if (link) back(new URL(link.href).pathname);
  }, true);
}
