/** A message of a chat. */
export interface ChatMessage {
  readonly role: string;
  readonly content: string;
}

/** How a chat becomes a prompt, and what a model writes an answer. */
export interface ChatPrompt {
  /** Where the template comes from, for people. */
  readonly source: string;
  /** The chat so far and the beginning of the answer. Throws ApiError for messages that the template refuses. */
  readonly prompt: (messages: readonly ChatMessage[]) => string;
  /** Texts that end an answer, and are not part of it. */
  readonly stops: readonly string[];
  /** Tokens, as the tokenizer spells them, that end an answer. */
  readonly ends: readonly string[];
  /** The beginning of an answer as it is told. */
  readonly answer: (text: string) => string;
}

const names: Readonly<Record<string, string>> = { user: 'User', assistant: 'Assistant' };

/**
 * A chat as a transcript, for models that were trained on no chats: what the system says stands as it is, then a line
 * `User: …` or `Assistant: …` for each message, and `Assistant:` for the model to go on with.
 */
export const plainChat: ChatPrompt = {
  source: 'plain',
  prompt: (messages) => {
    const lines = messages.map(({ role, content }) => {
      const name = names[role];
      return name === undefined ? `${content}\n` : `${name}: ${content}`;
    });
    return [...lines, 'Assistant:'].join('\n');
  },
  stops: ['\nUser:', '\nAssistant:'],
  ends: [],
  answer: (text) => text.trimStart(),
};
