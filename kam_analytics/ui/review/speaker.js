// The notes follow the stage of the same browser; arrows here move both.
(() => {
  const body = document.body;
  window.kamSpeaker?.close();
  const channel = (window.kamSpeaker = new BroadcastChannel("kam-review"));
  const ids = () => document.querySelector(".speaker")?.dataset.slides.split(" ") ?? [];
  const steps = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
  channel.onmessage = (event) => { if (ids().includes(event.data)) body.dataset.slide = event.data; };
  window.kamSpeakerKeys?.abort();
  window.kamSpeakerKeys = new AbortController();
  document.addEventListener("keydown", (event) => {
    const all = ids();
    if (!all.length || !(event.key in steps) || event.target.closest?.("input, textarea")) return;
    event.preventDefault();
    const place = Math.max(all.indexOf(body.dataset.slide), 0) + steps[event.key];
    body.dataset.slide = all[Math.min(Math.max(place, 0), all.length - 1)];
    channel.postMessage(body.dataset.slide);
  }, { signal: window.kamSpeakerKeys.signal });
})();
