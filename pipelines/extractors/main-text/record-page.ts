import { Tokenizer } from 'htmlparser2';
import { openAttributes } from './element-attributes.ts';
import { openElements } from './open-elements.ts';
import type { Outline, PageHead } from './outline.ts';
import { openOutlineRecorder } from './outline-recorder.ts';
import { openPageHead } from './page-head.ts';
import { tag, tagNumber } from './page-tags.ts';

/** More elements than any page for people has. */
const mostElements = 200_000;

/** A page's outline, which pages of too many elements have not. */
export interface RecordedPage {
  readonly head: PageHead;
  readonly outline: Outline | undefined;
}

/** Elements in which the tokenizer sees no tags, and which are never shown. */
const rawText = new Set(['script', 'style', 'title', 'textarea', 'iframe', 'noembed', 'noframes']);

/**
 * Reads a page in one pass into flat arrays. Scripts, styles and other raw text leave no trace; elements deeper than 512
 * belong to the one at that depth. Linear in the page's length.
 */
export function recordPage(html: string): RecordedPage {
  const recorder = openRecorder(html);
  const tokenizer = new Tokenizer({ decodeEntities: true }, recorder.callbacks);
  tokenizer.write(html);
  tokenizer.end();
  return recorder.result();
}

function openRecorder(html: string) {
  const outline = openOutlineRecorder(html);
  const elements = openElements(outline);
  const attributes = openAttributes(html);
  const head = openPageHead();
  let name = '';
  let number = 0;
  let raw = '';
  let linkedData = false;

  const isFull = (): boolean => outline.elements() > mostElements;

  function startElement(selfClosed: boolean): void {
    const inSvg = elements.inSvg();
    if (number === 0 || number === tag.html || number === tag.head) {
      if (number === tag.html) head.setLanguage(attributes.get('lang') ?? '');
      else if (name === 'meta') head.addMeta(attributes);
      else if (!inSvg && rawText.has(name)) {
        raw = name;
        linkedData = name === 'script' && attributes.get('type')?.toLowerCase() === 'application/ld+json';
      }
      return;
    }
    if (isFull()) return;
    elements.open(name, number, attributes);
    if (selfClosed && (inSvg || number === tag.svg || number === tag.math)) elements.close(number);
  }

  const callbacks = {
    ontext: (start: number, end: number) => {
      if (raw === '') {
        if (!isFull()) elements.text(start, end);
      } else if (raw === 'title') head.addTitle(html.slice(start, end));
      else if (linkedData) head.addScript(html.slice(start, end));
    },
    ontextentity: (codePoint: number) => {
      if (raw === '') {
        if (!isFull()) elements.entity(codePoint);
      } else if (raw === 'title') head.addTitle(String.fromCodePoint(codePoint));
    },
    onopentagname: (start: number, end: number) => {
      name = lowerCase(html, start, end);
      number = tagNumber(name);
      attributes.begin(number, name);
    },
    onattribname: attributes.name,
    onattribdata: attributes.value,
    onattribentity: attributes.entity,
    onattribend: attributes.end,
    onopentagend: () => startElement(false),
    onselfclosingtag: () => startElement(true),
    onclosetag: (start: number, end: number) => {
      const closing = lowerCase(html, start, end);
      if (raw === '') {
        const closed = tagNumber(closing);
        if (closed !== 0) elements.close(closed);
        return;
      }
      if (closing !== raw) return;
      if (raw === 'title') head.endTitle();
      raw = '';
    },
    isInForeignContext: elements.inSvg,
    oncdata: ignore,
    oncomment: ignore,
    ondeclaration: ignore,
    onprocessinginstruction: ignore,
    onend: ignore,
  };

  return {
    callbacks,
    result: (): RecordedPage => {
      elements.closeAll();
      const found = head.result();
      return { head: found, outline: isFull() ? undefined : { ...outline.outline(), head: found } };
    },
  };
}

function ignore(): void {
  // Comments, doctypes and processing instructions show nothing.
}

/** Most names are written in lower case, for which no second string is made. */
function lowerCase(html: string, start: number, end: number): string {
  const name = html.slice(start, end);
  for (let i = start; i < end; i++) {
    const unit = html.charCodeAt(i);
    if (unit < 0x61 || unit > 0x7a) return name.toLowerCase();
  }
  return name;
}
