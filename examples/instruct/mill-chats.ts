import { randomUint32 } from '../../core/seeded-random.ts';

/** A chat, as chat templates take it. */
export interface MillChat {
  readonly id: string;
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
}

const names = 'Ada Bela Carl Dora Emil Frida Gustav Hanna Ivo Jana Karl Lena'.split(' ');
const rivers = 'Arrow Bure Calder Dane Fowey Greta Kennet Lune Medway Nene'.split(' ');
const grains = ['rye', 'oats', 'wheat', 'barley', 'spelt', 'millet'];

/** What is asked, what is answered, and what stands in both for `{}`. */
const turns = [
  { asked: 'Greet {}.', answered: 'Good morning, {}!', from: names },
  { asked: 'Say goodbye to {}.', answered: 'Farewell, {}!', from: names },
  { asked: 'Which river turns the wheel? It is the {}.', answered: 'The {} turns the wheel.', from: rivers },
  { asked: 'We have sacks of {}. What do we grind?', answered: 'We grind {} today.', from: grains },
  { asked: 'How do I bake bread with {}?', answered: 'Mix {} flour with water, and wait.', from: grains },
] as const;

/** Chats of one to three turns about made-up mills: the same for the same number. */
export function millChats(count: number): readonly MillChat[] {
  return Array.from({ length: count }, (_, number) => {
    let drawn = 0;
    const below = (limit: number): number => randomUint32(number, drawn++) % limit;
    const messages = Array.from({ length: 1 + below(3) }, () => {
      const { asked, answered, from } = turns[below(turns.length)] as (typeof turns)[number];
      const word = from[below(from.length)] as string;
      return [
        { role: 'user', content: asked.replace('{}', word) },
        { role: 'assistant', content: answered.replace('{}', word) },
      ] as const;
    });
    return { id: `chat-${number}`, messages: messages.flat() };
  });
}
