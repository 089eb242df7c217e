import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Template, theText } from '../../pipelines/tokenizers/template.ts';
import { reserveTokens, type TokenBuffer, type Tokenizer } from '../../pipelines/tokenizers/tokenizer.ts';
import { openTokenizerFile } from '../planning/open-tokenizer-file.ts';
import { workKeys } from '../planning/plan.ts';
import type { OpenBuild } from './open-build.ts';

export const trainTokenizerPhaseName = 'train-tokenizer';

/** The `tokenizer.json` of a build: the file that its recipe names, or the one that the build trained; null without either. */
export async function readBuildTokenizer(build: OpenBuild): Promise<Uint8Array | null> {
  const { tokenizer } = build.plan.recipe;
  if (tokenizer === null) return null;
  if ('file' in tokenizer) return readFile(resolve(build.plan.recipeFolder, tokenizer.file));
  return build.storage.get(workKeys.output(build.folder, trainTokenizerPhaseName, 0, 'tokenizer.json'));
}

/** A tokenizer, and how its documents stand in a packed sequence. */
export interface BuildTokenizer {
  readonly tokenizer: Tokenizer;
  /** Of its file. */
  readonly sha256: string;
  /** The token after each document: the tokenizer's, where no template of its own ends a document already. */
  readonly separator: number | null;
  readonly padding: number;
  /** Appends the ids of a document, with the tokens around it where the recipe asks for them. */
  readonly append: (text: string, buffer: TokenBuffer) => void;
}

let opened: { readonly folder: string; readonly tokenizer: Promise<BuildTokenizer | null> } | undefined;

/** Opens a build's tokenizer; the last one stays open, since every job of a thread asks for it. */
export function openBuildTokenizer(build: OpenBuild): Promise<BuildTokenizer | null> {
  const folder = `${build.storage.location}\0${build.folder}`;
  if (opened?.folder !== folder) opened = { folder, tokenizer: open(build) };
  return opened.tokenizer;
}

async function open(build: OpenBuild): Promise<BuildTokenizer | null> {
  const bytes = await readBuildTokenizer(build);
  if (bytes === null) return null;
  const { sha256, tokenizer } = openTokenizerFile(bytes);
  const asked = build.plan.recipe.tokenizer;
  const asksTemplate = asked !== null && 'file' in asked && asked.template === true;
  const template: Template = asksTemplate ? tokenizer.template : [theText];
  const { endOfText } = tokenizer;
  const ends = template[template.length - 1] !== theText;
  return {
    tokenizer,
    sha256,
    separator: ends ? null : (endOfText ?? null),
    padding: endOfText ?? paddingNames.map(tokenizer.idOf).find((id) => id !== undefined) ?? 0,
    append: (text, buffer) => {
      for (const piece of template) {
        if (piece === theText) tokenizer.append(text, buffer);
        else reserveTokens(buffer, 1)[buffer.length++] = piece;
      }
    },
  };
}

const paddingNames = ['<pad>', '[PAD]', '<|pad|>'];
