/** What `open` gives. Where it fails, streams that were opened before it are closed, whose threads would go on. */
export async function orClose<Opened>(
  streams: readonly { readonly close: () => Promise<void> }[],
  open: () => Opened | Promise<Opened>,
): Promise<Opened> {
  try {
    return await open();
  } catch (error) {
    await Promise.all(streams.map((stream) => stream.close()));
    throw error;
  }
}
