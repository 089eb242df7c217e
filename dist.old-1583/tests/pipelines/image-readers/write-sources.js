/** A tar of v7 headers with ustar's type flags, without the blocks of zeros at its end. */
export function tarOf(entries) {
    return Buffer.concat(entries.flatMap(tarMember));
}
function tarMember({ name, content = '', type = '0', size }) {
    const bytes = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(name, 0, 100);
    header.write(`${(size ?? bytes.length).toString(8).padStart(11, '0')}\0`, 124);
    header.write(`        ${type}`, 148);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
}
/** A WARC record. */
export function warcRecord(headers, content) {
    const bytes = Buffer.from(content);
    const lines = Object.entries({ 'Content-Length': String(bytes.length), ...headers }).map(([k, v]) => `${k}: ${v}`);
    return Buffer.concat([Buffer.from(`WARC/1.0\r\n${lines.join('\r\n')}\r\n\r\n`), bytes, Buffer.from('\r\n\r\n')]);
}
/** The record of a server's answer. */
export function response(url, type, body, headers = [], status = '200 OK') {
    const head = `HTTP/1.1 ${status}\r\n${[`Content-Type: ${type}`, ...headers].join('\r\n')}\r\n\r\n`;
    const message = Buffer.concat([Buffer.from(head), Buffer.from(body)]);
    return warcRecord({ 'WARC-Type': 'response', 'WARC-Target-URI': url }, message);
}
//# sourceMappingURL=write-sources.js.map