import {spawnSync} from 'node:child_process';
import {join} from 'node:path';

const root = join(import.meta.dirname, '../..');

type Packed = {readonly files: readonly {readonly path: string}[]};

/** The files that `npm pack` would put into the tarball. `dist` may be missing: the build is not run. */
export const shippedFiles = (): string[] => {
	const {stdout} = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: root,
		encoding: 'utf8',
		shell: process.platform === 'win32',
	});
	const packed: readonly Packed[] = JSON.parse(stdout);
	return packed.flatMap(({files}) => files.map(({path}) => path));
};
