import { bertLayout } from './bert-layout.ts';
import { gpt2Layout } from './gpt2-layout.ts';
import type { Layout } from './layout.ts';
import { llamaLayout } from './llama-layout.ts';
import { t5Layout } from './t5-layout.ts';
import { vitLayout } from './vit-layout.ts';

/** Every layout of Hugging Face's transformers that is read and written. */
export const layouts: readonly Layout[] = [bertLayout, gpt2Layout, llamaLayout, t5Layout, vitLayout];
