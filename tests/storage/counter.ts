import { withFolderLock } from '../../storage/folder-lock.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';

/** `counter ROOT NAME N`: counts the value `count` up N times by `replaceIf`; `die` ends while it holds the lock. */
const [root = '', name = '', times = '0'] = process.argv.slice(2);
const storage = openLocalFolder(root);
if (name === 'die') await withFolderLock(root, 'count', async () => process.exit());
for (let done = 0; done < Number(times); ) {
  const found = await storage.getTagged('count');
  const next = Number(Buffer.from(found?.bytes ?? []).toString()) + 1;
  if (await storage.replaceIf('count', Buffer.from(String(next)), found?.tag ?? '')) done++;
}
