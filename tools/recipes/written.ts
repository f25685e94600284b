import {join} from 'node:path';
import {type Block, blocks, blocksIn, fileOf, root, writeBlocks} from '../../test/docs/blocks.ts';

/** The blocks that only the packages of this folder can run. */
export const apart: readonly Block[] = blocks.filter(({isApart}) => isApart);

/** A folder for the blocks, inside this one, so that the packages that a block imports are found. */
export const folderOf = (name: string): string =>
	join(root, 'tools/recipes/node_modules', `.${name}`);

/** Writes the blocks of one page that need this folder. Returns the file of each, in order. */
export const write = (name: string, redisUrl?: string): readonly string[] => {
	const ofPage = blocksIn(`docs/recipes/${name}.md`).filter(({isApart}) => isApart);
	const folder = folderOf(name);
	writeBlocks(ofPage, folder, redisUrl);
	return ofPage.map((block) => fileOf(block, folder));
};
