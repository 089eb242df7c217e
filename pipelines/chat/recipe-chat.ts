import type { Json } from '../../core/canonical-json.ts';
import { builtInTemplates, isBuiltInTemplate } from './built-in-templates.ts';
import { type ChatTemplate, openChatTemplate } from './chat-template.ts';

/** The chat template by which a version's texts were written, and the token or text that ends an answer there. */
export interface RecipeChat {
  readonly template: ChatTemplate;
  /** Name of the template, or `jinja`. */
  readonly name: string;
  readonly end: string;
}

/**
 * The template of the stage `chat` of a recipe as a manifest has it. Undefined without such a stage, and where the template
 * is a file: the manifest holds its digest alone.
 */
export function recipeChat(recipe: Json): RecipeChat | undefined {
  const { template = 'chatml', file } = chatParameters(recipe) ?? { template: null };
  if (file !== undefined || typeof template !== 'string') return undefined;
  const builtIn = isBuiltInTemplate(template);
  const opened = openChatTemplate({ template: builtIn ? builtInTemplates[template] : template });
  return { template: opened, name: builtIn ? template : 'jinja', end: endOf(opened) };
}

/** True where a recipe, as a manifest has it, wrote chats by a template in a file. */
export function hasTemplateFile(recipe: Json): boolean {
  return chatParameters(recipe)?.['file'] !== undefined;
}

function chatParameters(recipe: Json): Readonly<Record<string, Json>> | undefined {
  const { stages } = recipe as Readonly<Record<string, Json>>;
  const listed = Array.isArray(stages) ? (stages as readonly Readonly<Record<string, Json>>[]) : [];
  const stage = listed.findLast((each) => each['stage'] === 'chat');
  return stage === undefined ? undefined : ((stage['parameters'] ?? {}) as Readonly<Record<string, Json>>);
}

/** What a template writes behind an answer, as a part of it: empty where it marks no end. */
function endOf(template: ChatTemplate): string {
  const { text, answers } = template.render([
    { role: 'user', content: 'x' },
    { role: 'assistant', content: probe },
  ]);
  const [start = 0, end = 0] = answers[0] ?? [];
  const answer = text.slice(start, end);
  const at = answer.lastIndexOf(probe);
  return at < 0 ? '' : answer.slice(at + probe.length).trim();
}

const probe = 'answer';
