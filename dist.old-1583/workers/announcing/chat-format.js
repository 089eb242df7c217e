/** Formats as the services document them for their incoming webhooks. */
const chats = [
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
export function webhookBody({ hostname }, event) {
    return chatOf(hostname)?.body(event.text) ?? event;
}
/** The number with which a chat service refused a message; null where it took it, or for any other address. */
export function refusal({ hostname }, answer) {
    const name = chatOf(hostname)?.code;
    if (name === undefined)
        return null;
    try {
        const code = JSON.parse(answer)?.[name];
        return typeof code === 'number' && code !== 0 ? code : null;
    }
    catch {
        return null;
    }
}
function chatOf(hostname) {
    return chats.find(({ hosts }) => hosts.test(hostname));
}
/** Slack reads `<!channel>` and `<address|text>`, and asks for these three to be escaped. */
function slackText(text) {
    return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
//# sourceMappingURL=chat-format.js.map