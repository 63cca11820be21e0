// Keys of the stage. All slides are in the page: moving between them is a change of one attribute and of the address.
(() => {
  const body = document.body;
  const holder = () => document.querySelector(".stage-data");
  const ids = () => holder().dataset.slides.split(" ");
  const current = () => (ids().includes(body.dataset.slide) ? body.dataset.slide : holder().dataset.first);
  const press = (key) => document.querySelector(`.st-key-stage_${key} button`)?.click();

  // Typing goes into the first field of a form as soon as it is there.
  function open(key, name) {
    press(key);
    let tries = 0;
    const timer = setInterval(() => {
      const field = document.querySelector(`[role=dialog] .st-key-review_${name} input`);
      field?.focus();
      if (field || ++tries > 100) clearInterval(timer);
    }, 50);
  }
  window.kamChannel?.close();
  const channel = (window.kamChannel = new BroadcastChannel("kam-review"));
  channel.onmessage = (event) => { if (holder() && ids().includes(event.data) && event.data !== current()) go(event.data); };

  function go(id, inOverview = false) {
    body.dataset.slide = id;
    if (!inOverview) body.removeAttribute("data-overview");
    const url = new URL(location.href);
    if (url.searchParams.get("slide") !== id) {
      url.searchParams.set("slide", id);
      history.replaceState(history.state, "", url);
    }
    document.querySelectorAll(".stage-overview button").forEach((button) => {
      button.setAttribute("aria-current", String(button.dataset.goto === id));
    });
    channel.postMessage(id);
  }

  function move(step) {
    const all = ids();
    const place = Math.min(Math.max(all.indexOf(current()) + step, 0), all.length - 1);
    go(all[place], body.hasAttribute("data-overview"));
  }

  const keys = {
    ArrowRight: () => move(1), PageDown: () => move(1), " ": () => move(1),
    ArrowLeft: () => move(-1), PageUp: () => move(-1),
    Home: () => move(-ids().length), End: () => move(ids().length),
    s: () => body.toggleAttribute("data-filters"),
    o: () => body.toggleAttribute("data-overview"),
    b: () => body.toggleAttribute("data-blank"), ".": () => body.toggleAttribute("data-blank"),
    n: () => open("say", "wording"), "/": () => open("look", "look"), f: () => document.documentElement.requestFullscreen?.(),
    Escape: () => leave(),
  };

  function leave() {
    const open = ["data-overview", "data-blank", "data-filters"].filter((name) => body.hasAttribute(name));
    if (open.length) {
      open.forEach((name) => body.removeAttribute(name));
    } else if (body.hasAttribute("data-leave")) {
      body.removeAttribute("data-leave");
      press("leave");
    } else {
      body.setAttribute("data-leave", "");
    }
  }

  function onKey(event) {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (!holder() || event.ctrlKey || event.metaKey || event.altKey || typing || document.querySelector("[role=dialog]")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key !== "Escape" && body.hasAttribute("data-leave")) {
      body.removeAttribute("data-leave");
      event.preventDefault();
      return;
    }
    const digit = /^\d$/.test(key) ? (Number(key) + 9) % 10 : -1;
    if (key === "Enter" && body.hasAttribute("data-overview") && !event.target.closest?.("[data-goto]")) body.removeAttribute("data-overview");
    if (key === " " && event.target.closest?.(".st-key-frame, [data-testid=stPopoverBody]")) return; // presses a button of the filters
    const act = digit >= 0 ? () => ids()[digit] && go(ids()[digit]) : keys[key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  function onClick(event) {
    const button = event.target.closest?.("[data-goto]");
    if (holder() && button) go(button.dataset.goto);
  }

  window.kamStage?.abort();
  window.kamStage = new AbortController();
  const options = { capture: true, signal: window.kamStage.signal };
  document.addEventListener("keydown", onKey, options);
  document.addEventListener("click", onClick, options);
  if (holder()) go(current());
})();
