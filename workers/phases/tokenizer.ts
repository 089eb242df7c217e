import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { MillraceError } from '../../core/errors.ts';
import { openTokenizer } from '../../pipelines/tokenizers/open-tokenizer.ts';
import type { Tokenizer } from '../../pipelines/tokenizers/tokenizer.ts';
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

/** A tokenizer whose documents can be told apart in a packed sequence. */
export interface BuildTokenizer {
  readonly tokenizer: Tokenizer;
  readonly separator: number;
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
  const tokenizer = openTokenizer(new TextDecoder().decode(bytes));
  if (tokenizer.endOfText === undefined) {
    throw new MillraceError('no-end-of-text', 'Expected a tokenizer with a token between documents, found none', {
      hint: 'Name a tokenizer.json that has <|endoftext|>, <|end_of_text|> or </s>.',
    });
  }
  return { tokenizer, separator: tokenizer.endOfText };
}
