import { openLocalFolder } from '../../storage/local-folder.js';
/** `create-racer ROOT NAME N`: creates race/0 … race/N-1 and prints the keys won; `leave` leaves a temporary file. */
const [root = '', name = '', keys = '0'] = process.argv.slice(2);
const storage = openLocalFolder(root);
if (name === 'leave')
    await (await storage.open()).write(Buffer.from('left behind'));
const won = [];
for (let index = 0; index < Number(keys); index++) {
    const key = `race/${index}`;
    if (await storage.putIfAbsent(key, Buffer.from(`${name} made ${key}`)))
        won.push(key);
}
process.stdout.write(won.join(' '));
//# sourceMappingURL=create-racer.js.map