import type { TextWriter } from './text-writer.ts';

/** Lists that are open, and the markers of their items: `- `, or a number and a point. */
export interface ListMarkers {
  open(ordered: boolean, start: string | undefined): void;
  close(): void;
  /** Puts the next item's marker before the text that follows. */
  item(): void;
  /** Text at the start of every line, before the indentation of lists. */
  quoteWith(quotation: string): void;
}

interface List {
  readonly ordered: boolean;
  next: number;
}

// Deeper lists are not indented further, so that text cannot outgrow its page.
const maxDepth = 6;
const bullet = '- ';

/** With `indent`, all lines of an item are indented, as Markdown needs it; else only the markers of inner lists are. */
export function openListMarkers(writer: TextWriter, indent: boolean): ListMarkers {
  const lists: List[] = [];
  let quotation = '';

  const widthOf = (list: List): number => (list.ordered ? 3 : bullet.length);

  function setPrefix(): void {
    const shown = indent ? lists.slice(0, maxDepth) : [];
    writer.prefixLinesWith(quotation + shown.map((list) => ' '.repeat(widthOf(list))).join(''));
  }

  return {
    open: (ordered, start) => {
      const first = Number.parseInt(start ?? '1', 10);
      lists.push({ ordered, next: Number.isSafeInteger(first) ? first : 1 });
      setPrefix();
    },
    close: () => {
      lists.pop();
      writer.startNextLineWith('');
      setPrefix();
    },
    item: () => {
      const list = lists.at(-1);
      const marker = list?.ordered ? `${list.next++}. ` : bullet;
      if (list === undefined) writer.startNextLineWith(marker);
      else if (indent) writer.startNextLineWith(marker, lists.length <= maxDepth ? widthOf(list) : 0);
      else writer.startNextLineWith('  '.repeat(Math.min(lists.length, maxDepth) - 1) + marker);
    },
    quoteWith: (text) => {
      quotation = text;
      setPrefix();
    },
  };
}
