import { Tokenizer } from 'htmlparser2';
import { breaksOutOfSvg, type HtmlElement, htmlElement } from './html-elements.ts';

/** What a page shows, in order. Of elements with a `scope` each `open` has one `close`; of others they are as written. */
export interface HtmlSink {
  text(text: string): void;
  open(name: string, element: HtmlElement, attributes: ReadonlyMap<string, string>): void;
  close(name: string, element: HtmlElement): void;
}

/** An open element, in a list from the innermost to the outermost: an inline one is taken out of its middle. */
interface Open {
  readonly name: string;
  readonly element: HtmlElement;
  inner: Open | undefined;
  outer: Open | undefined;
}

const noAttributes: ReadonlyMap<string, string> = new Map();

/**
 * Reads a page in one pass and tells a sink what it shows: text with entities decoded, and the elements around it.
 * Hidden elements are left out with all that is in them. No tree is built and nothing recurses, so time and memory are
 * linear in the page's length at any nesting. End tags are matched by name, as browsers do, without the moves of
 * misplaced table content.
 */
export function walkHtml(html: string, sink: HtmlSink): void {
  const walker = openWalker(html, sink);
  const tokenizer = new Tokenizer({ decodeEntities: true }, walker.callbacks);
  tokenizer.write(html);
  tokenizer.end();
  walker.closeAll();
}

function openWalker(html: string, sink: HtmlSink) {
  const elements = openElements(sink);
  let name = '';
  let element: HtmlElement = {};
  let attributes: Map<string, string> | undefined;
  let attribute = '';
  let value: string | undefined;

  function startElement(): void {
    if (elements.inSvg() && breaksOutOfSvg.has(name)) elements.leaveSvg();
    elements.open(name, element, attributes ?? noAttributes);
    attributes = undefined;
  }

  const callbacks = {
    ontext: (start: number, end: number) => elements.text(html.slice(start, end)),
    ontextentity: (codePoint: number) => elements.text(String.fromCodePoint(codePoint)),
    oncdata: (start: number, end: number) => elements.inSvg() && elements.text(html.slice(start, end)),
    onopentagname: (start: number, end: number) => {
      name = html.slice(start, end).toLowerCase();
      element = htmlElement(name, elements.inSvg());
      attributes = element.attributes === undefined ? undefined : new Map();
    },
    onattribname: (start: number, end: number) => {
      if (attributes === undefined) return;
      attribute = html.slice(start, end).toLowerCase();
      value = element.attributes?.includes(attribute) && !attributes.has(attribute) ? '' : undefined;
    },
    onattribdata: (start: number, end: number) => {
      if (value !== undefined) value += html.slice(start, end);
    },
    onattribentity: (codePoint: number) => {
      if (value !== undefined) value += String.fromCodePoint(codePoint);
    },
    onattribend: () => {
      if (value !== undefined) attributes?.set(attribute, value);
      value = undefined;
    },
    onopentagend: () => startElement(),
    onselfclosingtag: () => {
      const closes = elements.inSvg() || name === 'svg' || name === 'math';
      startElement();
      if (closes) elements.close(name);
    },
    onclosetag: (start: number, end: number) => elements.close(html.slice(start, end).toLowerCase()),
    isInForeignContext: () => elements.inSvg(),
    oncomment: ignore,
    ondeclaration: ignore,
    onprocessinginstruction: ignore,
    onend: ignore,
  };
  return { callbacks, closeAll: elements.closeAll };
}

function ignore(): void {
  // Comments, doctypes and processing instructions show nothing.
}

/** The open elements whose end matters, and whether what comes now is shown. */
function openElements(sink: HtmlSink) {
  let innermost: Open | undefined;
  /** Those of each name, the innermost last. */
  const named = new Map<string, Open[]>();
  /** How many of each name are open whose end is only a break. */
  const unscoped = new Map<string, number>();
  /** The same of those in the innermost svg or math. */
  const unscopedInSvg = new Map<string, number>();
  let hidden = 0;

  const isOpen = (name: string): boolean => (named.get(name)?.length ?? 0) > 0;

  function push(name: string, element: HtmlElement): void {
    const open: Open = { name, element, inner: undefined, outer: innermost };
    if (innermost !== undefined) innermost.inner = open;
    innermost = open;
    const same = named.get(name);
    if (same === undefined) named.set(name, [open]);
    else same.push(open);
  }

  /** Takes the innermost element of a name out. */
  function remove(name: string): Open | undefined {
    const open = named.get(name)?.pop();
    if (open === undefined) return undefined;
    if (open.inner === undefined) innermost = open.outer;
    else open.inner.outer = open.outer;
    if (open.outer !== undefined) open.outer.inner = open.inner;
    return open;
  }

  function pop(): void {
    const top = innermost === undefined ? undefined : remove(innermost.name);
    if (top === undefined) return;
    unscopedInSvg.clear();
    if (top.element.hidden) hidden--;
    else if (hidden === 0) sink.close(top.name, top.element);
  }

  function endInline(name: string): void {
    const open = remove(name);
    if (hidden === 0 && open !== undefined) sink.close(name, open.element);
  }

  const inSvg = (): boolean => {
    const top = innermost?.name;
    return top === 'svg' || top === 'math';
  };

  function count(name: string, change: 1 | -1): void {
    const counts = inSvg() ? unscopedInSvg : unscoped;
    counts.set(name, Math.max(0, (counts.get(name) ?? 0) + change));
  }

  const leaveSvg = (): void => {
    while (inSvg()) pop();
  };

  /** An end tag of what is around an svg ends the svg, which would else hide the rest of a page. */
  function endsSvg(name: string): boolean {
    if (name === 'svg' || name === 'math') return false;
    if (isOpen(name) || name === 'p' || name === 'br') return true;
    return (unscopedInSvg.get(name) ?? 0) === 0 && (unscoped.get(name) ?? 0) > 0;
  }

  return {
    inSvg,
    text: (text: string): void => {
      if (hidden === 0) sink.text(text);
    },
    leaveSvg,
    open: (name: string, element: HtmlElement, attributes: ReadonlyMap<string, string>): void => {
      // A link cannot hold another one.
      if (name === 'a' && isOpen('a')) endInline('a');
      if (element.hidden) hidden++;
      else if (hidden === 0) sink.open(name, element, attributes);
      if (element.scope !== undefined) push(name, element);
      else if (element.empty !== true) count(name, 1);
    },
    close: (name: string): void => {
      if (inSvg() && endsSvg(name)) leaveSvg();
      if (isOpen(name)) {
        if (innermost?.name !== name && htmlElement(name, false).scope === 'inline') endInline(name);
        else {
          while (innermost?.name !== name) pop();
          pop();
        }
        return;
      }
      const element = htmlElement(name, false);
      if (element.scope === undefined && element.empty !== true) count(name, -1);
      if (hidden > 0 || element.scope !== undefined) return;
      if (name === 'br') sink.open(name, element, noAttributes);
      else if (!element.empty) sink.close(name, element);
    },
    closeAll: (): void => {
      while (innermost !== undefined) pop();
    },
  };
}
