import { breaksOutOfSvg } from '../html-elements.ts';
import type { ElementAttributes } from './element-attributes.ts';
import { hint } from './name-hints.ts';
import { deepest, openStack } from './open-stack.ts';
import { GrowingInts, type Outline, piece } from './outline.ts';
import { endsParagraph, isBlockTag, isHiddenTag, isVoidTag, tag, tagNames } from './page-tags.ts';
import { sentenceMarks, textWeight } from './text-weight.ts';

type Recorded = Omit<Outline, 'html' | 'head'>;

/** What an element of a tag ends that is open, up to what it is part of. */
const siblingsOf = new Map<number, { readonly ends: readonly number[]; readonly within: readonly number[] }>();
const lists = [tag.ul, tag.ol, tag.menu, tag.dir];
const tables = [tag.table];
siblingsOf.set(tag.li, { ends: [tag.li], within: lists });
siblingsOf.set(tag.dt, { ends: [tag.dt, tag.dd], within: [tag.dl] });
siblingsOf.set(tag.dd, { ends: [tag.dt, tag.dd], within: [tag.dl] });
siblingsOf.set(tag.td, { ends: [tag.td, tag.th], within: [tag.tr, tag.table] });
siblingsOf.set(tag.th, { ends: [tag.td, tag.th], within: [tag.tr, tag.table] });
siblingsOf.set(tag.tr, { ends: [tag.tr], within: tables });
for (const part of [tag.thead, tag.tbody, tag.tfoot])
  siblingsOf.set(part, { ends: [tag.thead, tag.tbody, tag.tfoot], within: tables });
siblingsOf.set(tag.option, { ends: [tag.option], within: [tag.select] });

/** Records elements and pieces as the tokenizer finds them, and ends elements as browsers do. */
export function openElements(html: string) {
  const stack = openStack(tagNames.length);
  const parent = new GrowingInts(4096);
  const tags = new GrowingInts(4096);
  const hints = new GrowingInts(4096);
  const ownText = new GrowingInts(4096);
  const ownLinked = new GrowingInts(4096);
  const ownMarks = new GrowingInts(4096);
  /** The block that text of an element counts for. */
  const block = new GrowingInts(4096);
  const firstPiece = new GrowingInts(4096);
  const kinds = new GrowingInts(8192);
  const owners = new GrowingInts(8192);
  const froms = new GrowingInts(8192);
  const tos = new GrowingInts(8192);
  const attributes = new Map<number, ReadonlyMap<string, string>>();

  /** Whether text is in a link to another page. */
  let linked = false;

  function addPiece(kind: number, owner: number, from: number, to: number): void {
    kinds.push(kind);
    owners.push(owner);
    froms.push(from);
    tos.push(to);
  }

  function addElement(number: number, elementHints: number): number {
    const element = parent.length;
    const outer = stack.top();
    parent.push(outer);
    tags.push(number);
    hints.push(elementHints);
    ownText.push(0);
    ownLinked.push(0);
    ownMarks.push(0);
    block.push(isBlockTag[number] === 1 || outer < 0 ? element : (block.ints[outer] as number));
    firstPiece.push(kinds.length);
    addPiece(piece.open, element, 0, 0);
    return element;
  }

  function count(weight: number, marks: number): void {
    const owner = block.ints[stack.top()] as number;
    ownText.ints[owner] = (ownText.ints[owner] as number) + weight;
    ownMarks.ints[owner] = (ownMarks.ints[owner] as number) + marks;
    if (linked) ownLinked.ints[owner] = (ownLinked.ints[owner] as number) + weight;
  }

  function pop(): void {
    addPiece(piece.close, stack.pop(), 0, 0);
    if (linked && !stack.isOpen(tag.a)) linked = false;
  }

  function popTo(place: number): void {
    while (stack.depth() > place) pop();
  }

  function endBefore(number: number): void {
    if (endsParagraph[number] === 1 && stack.isOpen(tag.p)) {
      const place = stack.find(tag.p, false);
      if (place >= 0) popTo(place);
    }
    if (number === tag.a && stack.isOpen(tag.a)) endInline(stack.find(tag.a, true));
    const siblings = siblingsOf.get(number);
    if (siblings === undefined || !siblings.ends.some(stack.isOpen)) return;
    for (let place = stack.depth() - 1; place >= 0; place--) {
      const open = stack.tagAt(place);
      if (siblings.ends.includes(open)) return popTo(place);
      if (siblings.within.includes(open) || open === tag.table) return;
    }
  }

  function endInline(place: number): void {
    if (place === stack.depth() - 1) return pop();
    for (let above = place + 1; above < stack.depth(); above++) {
      if (isBlockTag[stack.tagAt(above)] !== 1) continue;
      addPiece(piece.close, stack.remove(place), 0, 0);
      if (!stack.isOpen(tag.a)) linked = false;
      return;
    }
    popTo(place);
  }

  const inSvg = (): boolean => {
    const open = stack.depth() === 0 ? 0 : stack.tagAt(stack.depth() - 1);
    return open === tag.svg || open === tag.math;
  };

  // What stands outside of all elements is in this one.
  stack.push(addElement(tag.html, 0), 0);

  return {
    inSvg,
    open: (name: string, number: number, found: ElementAttributes): void => {
      if (inSvg() && breaksOutOfSvg.has(name)) while (inSvg()) pop();
      endBefore(number);
      if (stack.depth() >= deepest && isVoidTag[number] !== 1) return;
      const element = addElement(number, found.hints() | (isHiddenTag[number] === 1 ? hint.invisible : 0));
      const shown = found.shown();
      if (shown !== undefined) attributes.set(element, shown);
      if (number === tag.a) linked = found.get('href')?.startsWith('#') === false;
      if (isVoidTag[number] === 1) addPiece(piece.close, element, 0, 0);
      else stack.push(element, number);
    },
    /** Ends a self-closed element of SVG. */
    close: (number: number): void => {
      if (!stack.isOpen(number)) return;
      const place = stack.find(number, isBlockTag[number] !== 1 || number === tag.table);
      if (place <= 0) return;
      if (isBlockTag[number] === 1 || isHiddenTag[number] === 1) popTo(place);
      else endInline(place);
    },
    text: (start: number, end: number): void => {
      addPiece(piece.text, stack.top(), start, end);
      const weight = textWeight(html, start, end);
      if (weight > 0) count(weight, sentenceMarks(html, start, end));
    },
    entity: (codePoint: number): void => {
      addPiece(piece.entity, stack.top(), codePoint, 0);
      count(1, 0);
    },
    finish: (): Recorded => {
      popTo(0);
      return {
        elements: parent.length,
        parent: parent.ints,
        tag: Uint8Array.from(tags.ints.subarray(0, tags.length)),
        hints: hints.ints,
        ownText: ownText.ints,
        ownLinked: ownLinked.ints,
        ownMarks: ownMarks.ints,
        attributes,
        pieces: kinds.length,
        firstPiece: firstPiece.ints,
        pieceKind: Uint8Array.from(kinds.ints.subarray(0, kinds.length)),
        pieceOwner: owners.ints,
        pieceFrom: froms.ints,
        pieceTo: tos.ints,
      };
    },
  };
}
