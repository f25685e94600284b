/* Fails with a clear message if Node.js is too old for the tests. `npm ci` installs a pinned version. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 12)) {
	console.error(
		`Node.js ${process.versions.node} is too old: the tests need 22.12 or newer. ` +
			'`npm ci` installs a pinned version; if you ran it with --omit=optional, run it again without that flag.',
	);
	process.exit(1);
}
