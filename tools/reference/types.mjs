/* The pages of modules and types: names as in imports, fields in one list, exports by name. */
import {readFileSync} from 'node:fs';
import {Comment, Context, Converter, ReflectionKind, TypeScript} from 'typedoc';
import {root} from './paths.mjs';

const {name, exports} = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

/** The source file of each public entry, and what it is imported by. */
export const entries = new Map(
	Object.entries(exports)
		.filter(([, target]) => target.types !== undefined)
		.map(([path, {types}]) => [
			types.replace('./dist/', root).replace(/\.d\.ts$/, '.ts'),
			name + path.slice(1),
		]),
);

/** The name of the module of what exports refer to and cannot be imported itself. */
export const notExported = 'Not exported';

const nameModule = (context, reflection) => {
	if (!reflection.kindOf(ReflectionKind.Module)) return;
	const symbol = context.getSymbolFromReflection(reflection);
	const file = symbol?.declarations?.find(TypeScript.isSourceFile)?.fileName;
	reflection.name = entries.get(file) ?? reflection.name;
	if (reflection.name !== notExported) return;
	const text = 'What the exports refer to, and what cannot be imported by its own name.';
	reflection.comment = new Comment([{kind: 'text', text}]);
};

const isObject = (type) =>
	(type.flags & TypeScript.TypeFlags.Object) !== 0 && type.getCallSignatures().length === 0;

/* An alias of an object, or of `A & B`, is shown as an interface with all its fields in one list. */
const isShape = (checker, symbol) => {
	const alias = symbol.declarations?.find(TypeScript.isTypeAliasDeclaration);
	if (alias === undefined) return false;
	if (TypeScript.isTypeLiteralNode(alias.type)) return isObject(checker.getTypeAtLocation(alias));
	const type = checker.getDeclaredTypeOfSymbol(symbol);
	return type.isIntersection() && type.types.every(isObject);
};

/* A constant such as `isNotFoundError` is shown as the function that it is. */
const isFunction = (checker, symbol) => {
	const type = checker.getTypeOfSymbol(symbol);
	return type.getCallSignatures().length > 0 && type.getProperties().length === 0;
};

const marks = new Map([
	[ReflectionKind.TypeAlias, [isShape, '@interface']],
	[ReflectionKind.Variable, [isFunction, '@function']],
]);

/* A member of both sides of `A & B` is described by both. */
const joinComments = (comments) => {
	const [first, ...others] = comments.filter((comment) => comment?.hasVisibleComponent());
	for (const {summary, blockTags} of others) {
		first.summary.push({kind: 'text', text: '\n\n'}, ...summary);
		first.blockTags.push(...blockTags);
	}
	return first;
};

const isField = (node) =>
	TypeScript.isPropertySignature(node) || TypeScript.isPropertyAssignment(node);

/* TypeDoc asks the comment of a symbol what to show it as. */
const completeComments = () => {
	const getComment = Reflect.get(Context.prototype, 'getComment');
	Context.prototype.getComment = function (symbol, kind) {
		const declarations = symbol.declarations ?? [];
		const isShared = declarations.length > 1 && declarations.every(isField);
		const comment = isShared
			? joinComments(declarations.map((node) => this.getNodeComment(node, false)))
			: getComment.call(this, symbol, kind);
		const [applies, mark] = marks.get(kind) ?? [];
		if (comment && applies?.(this.checker, symbol)) comment.modifierTags.add(mark);
		return comment;
	};
};

/* Members with the name of a symbol, such as `[inspectMark]`, are for runtimes, not for readers. */
const removeSymbolMembers = ({project}) => {
	for (const reflection of Object.values(project.reflections)) {
		if (reflection.isDeclaration() && reflection.name.startsWith('[')) {
			project.removeReflection(reflection);
		}
	}
};

const byName = (a, b) => a.name.localeCompare(b.name, 'en');

/* Fields keep the order of the source, which puts the important ones first. */
const sortExports = (context) => {
	const {project} = context;
	for (const owner of [project, ...project.getReflectionsByKind(ReflectionKind.Module)]) {
		for (const group of owner.groups ?? []) {
			if (group.title !== 'Modules') group.children.sort(byName);
		}
	}
};

/** Adds the names of modules and the shapes of types to TypeDoc. */
export const addTypes = (app) => {
	app.converter.on(Converter.EVENT_CREATE_DECLARATION, nameModule);
	/* Before TypeDoc looks at what is referred to. */
	app.converter.on(Converter.EVENT_RESOLVE_BEGIN, removeSymbolMembers, 2e9);
	/* After the groups are made. */
	app.converter.on(Converter.EVENT_RESOLVE_END, sortExports, -1000);
	completeComments();
};
