/** A column of document shards, with its type as Hugging Face and Croissant name it. */
export interface CardColumn {
  readonly name: string;
  readonly meaning: string;
  readonly dtype: string;
  readonly croissantType: string;
}

/** The columns of document shards, which are Parquet. */
export const documentColumns: readonly CardColumn[] = [
  {
    name: 'id',
    meaning: 'Id of the document, unique in the dataset.',
    dtype: 'string',
    croissantType: 'sc:Text',
  },
  { name: 'text', meaning: 'The text.', dtype: 'string', croissantType: 'sc:Text' },
  {
    name: 'source',
    meaning: 'File that the document came from, with `:line` in a file of many.',
    dtype: 'string',
    croissantType: 'sc:Text',
  },
  {
    name: 'label',
    meaning: 'Label; null where there is none.',
    dtype: 'string',
    croissantType: 'sc:Text',
  },
  {
    name: 'metadata',
    meaning: 'JSON object of the columns that the recipe carries along.',
    dtype: 'string',
    croissantType: 'sc:Text',
  },
];
