import { crc32 } from 'node:zlib';
/** A zip file of stored members, as PKWARE's APPNOTE lays it out: what a wheel is, made small for a test. */
export function storedZip(members) {
    const bodies = [];
    const directory = [];
    let position = 0;
    for (const [path, text] of Object.entries(members)) {
        const name = Buffer.from(path);
        const content = Buffer.from(text);
        const fields = Buffer.alloc(26);
        fields.writeUInt16LE(20, 0);
        fields.writeUInt16LE(33, 8);
        fields.writeUInt32LE(crc32(content), 10);
        fields.writeUInt32LE(content.length, 14);
        fields.writeUInt32LE(content.length, 18);
        fields.writeUInt16LE(name.length, 22);
        const end = Buffer.alloc(14);
        end.writeUInt32LE(position, 10);
        bodies.push(Buffer.from('PK\x03\x04', 'latin1'), fields, name, content);
        directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, end, name);
        position += 30 + name.length + content.length;
    }
    const central = Buffer.concat(directory);
    const tail = Buffer.alloc(22);
    tail.write('PK\x05\x06', 'latin1');
    tail.writeUInt16LE(Object.keys(members).length, 8);
    tail.writeUInt16LE(Object.keys(members).length, 10);
    tail.writeUInt32LE(central.length, 12);
    tail.writeUInt32LE(position, 16);
    return Buffer.concat([...bodies, central, tail]);
}
//# sourceMappingURL=stored-zip.js.map