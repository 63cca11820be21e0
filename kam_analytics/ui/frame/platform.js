// The platform's own words in the language of the page: no setting of it changes them.
{
  const NAMES = ["aria-label", "title", "placeholder"];
  const words = KAM_WORDS, openings = KAM_OPENINGS, skip = words["Skip to main content"];
  const texts = "header, [role=menu], [role=menuitem], [role=listbox], [data-testid=stTooltipContent], "
    + "[data-testid=stDataFrameColumnMenu], [data-testid=stFileUploaderDropzone] button";
  const translated = (text) => {
    const whole = text.trim();
    if (Object.hasOwn(words, whole)) return words[whole];
    const [, count, rest] = /^(\d+) (.+)$/.exec(whole) ?? [];
    if (Object.hasOwn(words, rest ?? "") && words[rest] === words.more) return `${count} ${words.more}`;
    const [, name, title] = /^([^:]+?)\u00a0?: (.+)$/s.exec(whole) ?? [];
    if (title && Object.hasOwn(words, name)) return `${words[name]}${document.documentElement.lang === "fr" ? "\u00a0: " : ": "}${title}`;
    const opening = openings.find((start) => whole.startsWith(`${start} `));
    return opening ? words[opening] + whole.slice(opening.length) : null;
  };
  const name = (element) => {
    for (const attribute of NAMES) {
      const text = element.getAttribute(attribute), ours = text && translated(text);
      if (ours && ours !== text) element.setAttribute(attribute, ours);
    }
  };
  const write = (node) => {
    const place = node.parentElement, ours = place && translated(node.data);
    const theirs = ours === skip || (place?.closest(texts) && !place.closest("[role=option]"));  // not a name of ours
    if (ours && theirs && ours !== node.data) node.data = ours;
  };
  const ICONS = "[data-testid=stIconMaterial]";  // each stands beside the words that say what it means
  const silence = (icon) => icon.setAttribute("aria-hidden", "true");
  const translate = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return write(node);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    name(node);
    if (node.matches(ICONS)) silence(node);
    node.querySelectorAll(ICONS).forEach(silence);
    for (const element of node.querySelectorAll(NAMES.map((attribute) => `[${attribute}]`).join())) name(element);
    const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) write(walk.currentNode);
  };
  window.kamWords?.disconnect();
  window.kamWords = new MutationObserver((changes) => {
    for (const { target, type, addedNodes } of changes)
      if (type === "childList") addedNodes.forEach(translate);
      else if (type === "attributes") name(target);
      else write(target);
  });
  window.kamWords.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES,
  });
  translate(document.body);
}
