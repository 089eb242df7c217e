import type { TokenizerFile } from './tokenizer-file.ts';

type AddedToken = TokenizerFile['added_tokens'][number];

/** Calls `onText` and `onToken` for the parts of a text in order; no part is empty. */
export type AddedTokenSplitter = (
  text: string,
  onText: (part: string) => void,
  onToken: (content: string) => void,
) => void;

/**
 * Finds added tokens in raw text, leftmost first and of these the longest, as `tokenizers` does: tokens that are not
 * `normalized` come first, then the others in the parts between. Undefined where the file adds none.
 */
export function addedTokenSplitter(tokens: readonly AddedToken[]): AddedTokenSplitter | undefined {
  const patterns = [false, true]
    .map((normalized) => tokens.filter((token) => token.normalized === normalized).map((token) => token.content))
    .filter((contents) => contents.length > 0)
    .map(anyOf);
  if (patterns.length === 0) return undefined;
  const split = (text: string, depth: number, onText: (part: string) => void, onToken: (content: string) => void) => {
    const pattern = patterns[depth];
    if (pattern === undefined) {
      onText(text);
      return;
    }
    let end = 0;
    for (const match of text.matchAll(pattern)) {
      if (match.index > end) split(text.slice(end, match.index), depth + 1, onText, onToken);
      onToken(match[0]);
      end = match.index + match[0].length;
    }
    if (end < text.length) split(end === 0 ? text : text.slice(end), depth + 1, onText, onToken);
  };
  return (text, onText, onToken) => split(text, 0, onText, onToken);
}

/** Literal alternatives, longest first: a regex takes the first that fits. */
function anyOf(contents: readonly string[]): RegExp {
  const literals = [...contents].sort((a, b) => b.length - a.length);
  return new RegExp(literals.map((literal) => literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'g');
}
