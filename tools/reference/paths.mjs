import {fileURLToPath} from 'node:url';

const local = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The folder of the package, with a slash at the end. */
export const root = local('../../');

/** The folder that the site is written to. */
export const site = local('../../node_modules/.cache/reference');
