import { createRequire } from 'node:module';
import { Parser } from 'htmlparser2';

/** The parts of the two libraries that are used; their own types need those of a browser. */
interface Article {
  readonly content?: string | null;
}
interface Libraries {
  readonly parseHTML: (html: string) => { readonly document: object };
  readonly Readability: new (document: object, options: object) => { parse(): Article | null };
}

const require = createRequire(import.meta.url);
let libraries: Libraries | undefined;

/** Loaded when first asked for, since most recipes do without, and synchronously, as a stage must answer. */
function load(): Libraries {
  libraries ??= { ...require('linkedom'), ...require('@mozilla/readability') } as Libraries;
  return libraries;
}

const longestPage = 4 * 2 ** 20;
const mostElements = 50_000;
/** As deep as browsers nest; deeper trees cost time that is quadratic in their depth. */
const deepest = 512;
const mostAttributes = 200_000;
/** Nodes of text and comments: Readability parses what it wrote, where each reference makes a node of its own. */
const mostTexts = 200_000;
/** Readability looks through all of an element for each element around it, some thirty times: these pairs together. */
const mostNestings = 2 ** 19;

/**
 * HTML of the article that @mozilla/readability finds in a page, over a linkedom tree. Undefined where it finds none or
 * fails, and for pages that are too much for a tree: over 4 MiB of code units, 50,000 elements, 512 elements deep,
 * 524,288 pairs of an element and one around it, 200,000 attributes, or 200,000 pieces of text, references and comments.
 */
export function readableHtml(html: string): string | undefined {
  if (html.length > longestPage || !fitsTree(html)) return undefined;
  const { parseHTML, Readability } = load();
  try {
    // linkedom adds no body where a page writes none, and Readability needs one.
    const { document } = parseHTML(/<body[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`);
    const content = new Readability(document, { maxElemsToParse: mostElements }).parse()?.content;
    return content === null || content === undefined || content === '' ? undefined : content;
  } catch {
    // Both throw on trees that lack what browsers would add.
    return undefined;
  }
}

/** Counts with the parser that builds the tree, a stretch at a time, and stops after the first that goes too far. */
function fitsTree(html: string): boolean {
  const stretch = 2 ** 13;
  let depth = 0;
  let reached = 0;
  let elements = 0;
  let nestings = 0;
  let attributes = 0;
  let texts = 0;
  const parser = new Parser({
    onopentagname: () => {
      elements++;
      nestings += depth;
      depth++;
      if (depth > reached) reached = depth;
    },
    onattribute: () => {
      attributes++;
    },
    onclosetag: () => {
      depth--;
    },
    ontext: (text) => {
      texts += 1 + referencesFor(text);
    },
    oncomment: () => {
      texts++;
    },
    onprocessinginstruction: () => {
      texts++;
    },
  });
  for (let at = 0; at < html.length; at += stretch) {
    parser.write(html.slice(at, at + stretch));
    if (reached > deepest || elements > mostElements) return false;
    if (nestings > mostNestings || attributes > mostAttributes || texts > mostTexts) return false;
  }
  // Text that waits for the end of a reference comes with the end.
  parser.end();
  return texts <= mostTexts;
}

/** Characters that are written as references: `&`, `<`, `>` and no-break spaces. */
function referencesFor(text: string): number {
  let found = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x26 || unit === 0x3c || unit === 0x3e || unit === 0xa0) found++;
  }
  return found;
}
