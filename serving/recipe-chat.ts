import { type ChatPrompt, plainChat } from './chat-prompt.ts';

/** How a version's texts were made of chats, by the recipe in its manifest; plain where they were not. */
export function chatOfRecipe(_recipe: unknown): ChatPrompt {
  return plainChat;
}
