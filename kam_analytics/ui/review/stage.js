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

  function go(id) {
    body.dataset.slide = id;
    delete body.dataset.overview;
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
    go(all[place]);
  }

  const keys = {
    ArrowRight: () => move(1), PageDown: () => move(1), " ": () => move(1),
    ArrowLeft: () => move(-1), PageUp: () => move(-1),
    Home: () => move(-ids().length), End: () => move(ids().length),
    o: () => body.toggleAttribute("data-overview"),
    b: () => body.toggleAttribute("data-blank"), ".": () => body.toggleAttribute("data-blank"),
    n: () => open("say", "wording"), "/": () => open("look", "look"), f: () => document.documentElement.requestFullscreen?.(),
    Escape: () => leave(),
  };

  function leave() {
    if (body.hasAttribute("data-overview") || body.hasAttribute("data-blank")) {
      body.removeAttribute("data-overview");
      body.removeAttribute("data-blank");
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
