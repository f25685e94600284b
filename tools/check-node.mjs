/* Says clearly when the Node.js found is older than the tests need; the pinned one comes with `npm ci`. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 12)) {
	console.error(
		`Node.js ${process.versions.node} is too old: the tests need 22.12 or newer. ` +
			'`npm ci` installs a pinned one; if it left it out (--omit=optional), run `npm ci` without that flag.',
	);
	process.exit(1);
}
