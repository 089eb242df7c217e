import type { PageMeasures } from './measure-page.ts';
import type { Outline } from './outline.ts';

export function pruneArticle(_outline: Outline, _measures: PageMeasures, _kept: Uint8Array, _root: number): void {}
