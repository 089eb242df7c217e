import type { WebhookEvent } from './webhook-event.ts';

/** How a chat service wants its messages, and how it says that it refused one: they answer 200 all the same. */
interface Chat {
  readonly hosts: RegExp;
  readonly body: (text: string) => unknown;
  /** Name of the number in the answer that is 0 where the message was taken. */
  readonly code?: string;
}

/** Formats as the services document them for their incoming webhooks. */
const chats: readonly Chat[] = [
  { hosts: /^hooks\.slack(-gov)?\.com$/, body: (text) => ({ text: slackText(text) }) },
  {
    hosts: /(^|\.)(feishu\.cn|larksuite\.com)$/,
    body: (text) => ({ msg_type: 'text', content: { text } }),
    code: 'code',
  },
  {
    hosts: /(^|\.)(dingtalk\.com|qyapi\.weixin\.qq\.com)$/,
    body: (text) => ({ msgtype: 'text', text: { content: text } }),
    code: 'errcode',
  },
  {
    hosts: /(^|\.)discord(app)?\.com$/,
    body: (text) => ({ content: text, allowed_mentions: { parse: [] } }),
  },
];

/** What to post to an address: the message in the format of a known chat service, or the event whole. */
export function webhookBody({ hostname }: URL, event: WebhookEvent): unknown {
  return chatOf(hostname)?.body(event.text) ?? event;
}

/** The number with which a chat service refused a message; null where it took it, or for any other address. */
export function refusal({ hostname }: URL, answer: string): number | null {
  const name = chatOf(hostname)?.code;
  if (name === undefined) return null;
  try {
    const code = (JSON.parse(answer) as Readonly<Record<string, unknown>> | null)?.[name];
    return typeof code === 'number' && code !== 0 ? code : null;
  } catch {
    return null;
  }
}

function chatOf(hostname: string): Chat | undefined {
  return chats.find(({ hosts }) => hosts.test(hostname));
}

/** Slack reads `<!channel>` and `<address|text>`, and asks for these three to be escaped. */
function slackText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
