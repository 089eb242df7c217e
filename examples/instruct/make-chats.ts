import { writeFileSync } from 'node:fs';
import { millChats } from './mill-chats.ts';

/** `node dist/examples/instruct/make-chats.js`: writes examples/instruct/chats.jsonl again. */
const lines = millChats(300).map((chat) => `${JSON.stringify(chat)}\n`);
writeFileSync('examples/instruct/chats.jsonl', lines.join(''));
