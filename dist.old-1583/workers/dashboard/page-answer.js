/** For pages that hold text and style, and forms that ask for another such page. */
export const stillPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'";
/** Answers with a page; without its body to HEAD. */
export function answer(response, page) {
    response.writeHead(page.status, {
        'content-type': `${page.type}; charset=utf-8`,
        'content-length': Buffer.byteLength(page.body),
        'content-security-policy': `${page.policy}; frame-ancestors 'none'`,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
    });
    response.end(page.body);
}
//# sourceMappingURL=page-answer.js.map