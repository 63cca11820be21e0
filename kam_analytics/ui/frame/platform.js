// The platform's own words in the language of the page: no setting of it changes them.
{
  const NAMES = ["aria-label", "title", "placeholder"];
  const words = KAM_WORDS, openings = KAM_OPENINGS, anywhere = KAM_ANYWHERE, counted = KAM_COUNTED;
  const french = () => document.documentElement.lang === "fr";
  const texts = "header, [role=menu], [role=menuitem], [role=listbox], [data-testid^=stTooltip], "
    + "[data-testid=stDataFrameColumnMenu], [data-testid=stFileUploaderDropzone] button, [data-testid=stFileChip]";
  const translated = (text) => {
    const whole = text.trim();
    if (Object.hasOwn(words, whole) && !counted.includes(whole)) return words[whole];
    const [, count, rest] = /^(\d+(?:[.,]\d+)?)\s?(.+)$/.exec(whole) ?? [];
    if (counted.includes(rest)) return `${french() ? count.replace(".", ",") : count.replace(",", ".")}\u00a0${words[rest]}`;
    const [, kind, status] = /^\S+ (files are not allowed\.)$|^(Connection failed with status) \d+\.$/.exec(whole) ?? [];
    const refused = kind ?? status;
    if (refused) return words[refused];
    const [, name, title] = /^([^:]+?)\u00a0?: (.+)$/s.exec(whole) ?? [];
    if (title && Object.hasOwn(words, name)) return `${words[name]}${french() ? "\u00a0: " : ": "}${title}`;
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
    const named = !place?.closest(texts) || place.closest("[role=option]");  // perhaps by the company
    const theirs = anywhere.includes(ours) || !named;
    const end = node.data.slice(node.data.trimEnd().length);  // what keeps it apart from the next words
    if (ours && theirs && ours + end !== node.data) node.data = ours + end;
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
