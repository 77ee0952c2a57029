//SOURCES ../Failure.java

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A Java file of a JBang script, taken apart.
 *
 * @param path as it was reached
 * @param shebang the first line when it starts JBang, else empty
 * @param comment the comment at the top
 * @param directives such as {@code //DEPS}, in order
 * @param imports what {@code import} names; with {@code static} before it where the file says so
 * @param types the names of the top-level types
 * @param body the types with their comments, as written
 */
record JavaFile(Path path, String shebang, String comment, List<Directive> directives, List<String> imports,
        List<String> types, String body) {

    private static final Pattern SHEBANG = Pattern.compile("(#!|///?usr/).*");
    private static final Pattern DIRECTIVE =
            Pattern.compile("//((?:[A-Z]+:)?[A-Z_]+)(?:\\s+(.*?))??(?:\\s+(//\\s.*))?");
    private static final Pattern WORD = Pattern.compile("[^\\s;,\"']+|\"[^\"]*\"|'[^']*'");
    private static final Pattern LATE_DIRECTIVE = Pattern.compile("(?m)^//(SOURCES|FILES|DEPS)\\b");
    private static final Pattern LINE_COMMENTS = Pattern.compile("(?://.*\n|[ \t]*\n)*");
    private static final Pattern PUBLIC = Pattern.compile("(\\s*)public\\s+");

    /**
     * What a line like {@code //DEPS com.example:library:1.0} tells JBang.
     *
     * @param explanation the comment lines right above it, and the comment behind it
     */
    record Directive(String name, String value, List<String> explanation) {
        /** The words of the value, between which blanks, commas or semicolons stand. */
        List<String> words() {
            return WORD.matcher(value).results().map(MatchResult::group)
                    .map(word -> word.replaceAll("^['\"]|['\"]$", "")).toList();
        }
    }

    /**
     * Reads a file.
     *
     * @param publicType the name of the type that stays public; no other does
     * @throws Failure unless the file is Java that can be part of a script
     */
    static JavaFile read(Path path, String publicType) {
        try {
            return parse(path, Files.readString(path).replace("\r\n", "\n"), publicType);
        } catch (IOException e) {
            throw Failure.reading(path, e);
        }
    }

    private static JavaFile parse(Path path, String text, String publicType) throws IOException {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavacTask javac = javac(text, problems);
        CompilationUnitTree tree = javac.parse().iterator().next();
        SourcePositions positions = Trees.instance(javac).getSourcePositions();
        for (Diagnostic<?> problem : problems.getDiagnostics()) {
            if (problem.getKind() == Diagnostic.Kind.ERROR) {
                throw new Failure(path + ":" + problem.getLineNumber() + ": " + problem.getMessage(Locale.ENGLISH));
            }
        }
        List<ClassTree> types = tree.getTypeDecls().stream()
                .filter(ClassTree.class::isInstance).map(ClassTree.class::cast).toList();
        if (types.isEmpty()) {
            throw new Failure(path + " declares no type");
        }
        if (tree.getPackageName() != null) {
            throw new Failure(path + " is in package " + tree.getPackageName() + ": files of a script are in none");
        }
        List<? extends ImportTree> imports = tree.getImports();
        int headEnd = (int) positions.getStartPosition(tree, imports.isEmpty() ? types.get(0) : imports.get(0));
        int bodyStart = imports.isEmpty() ? headEnd
                : (int) positions.getEndPosition(tree, imports.get(imports.size() - 1));
        requireDirectivesAbove(bodyStart, path, text);
        StringBuilder body = new StringBuilder(text);
        for (int i = types.size() - 1; i >= 0; i--) {
            if (!types.get(i).getSimpleName().contentEquals(publicType)) {
                removePublic(types.get(i), body, tree, positions);
            }
        }
        Head head = Head.read(text.substring(0, headEnd), !imports.isEmpty());
        return new JavaFile(path, head.shebang, head.comment.strip(), head.directives,
                imports.stream().map(one -> (one.isStatic() ? "static " : "") + one.getQualifiedIdentifier()).toList(),
                types.stream().map(type -> type.getSimpleName().toString()).toList(),
                (head.commentOfType + body.substring(bodyStart)).strip());
    }

    private static JavacTask javac(String text, DiagnosticCollector<JavaFileObject> problems) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new Failure("this Java has no compiler", "Install a JDK, 17 or later, or set JAVA_HOME to one.");
        }
        URI name = URI.create("string:///Source.java");
        JavaFileObject source = new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text.startsWith("#!") ? "//" + text.substring(2) : text;
            }
        };
        return (JavacTask) compiler.getTask(null, null, problems, null, null, List.of(source));
    }

    /** JBang takes directives from anywhere, even from within a string; here they can be told apart at the top only. */
    private static void requireDirectivesAbove(int start, Path path, String text) {
        Matcher late = LATE_DIRECTIVE.matcher(text).region(start, text.length());
        if (late.find()) {
            long line = text.substring(0, late.start()).lines().count() + 1;
            throw new Failure(path + ":" + line + ": " + late.group() + " stands below the imports", "Move it up.");
        }
    }

    private static void removePublic(ClassTree type, StringBuilder text, CompilationUnitTree tree,
            SourcePositions positions) {
        if (type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
            List<Long> places = new ArrayList<>(List.of(positions.getStartPosition(tree, type)));
            type.getModifiers().getAnnotations().forEach(note -> places.add(positions.getEndPosition(tree, note)));
            for (long place : places) {
                Matcher modifier = PUBLIC.matcher(text).region((int) place, text.length());
                if (modifier.lookingAt()) {
                    text.replace(modifier.end(1), modifier.end(), "");
                    return;
                }
            }
        }
    }

    /** What stands above the imports, or above the first type if there are none. */
    private record Head(String shebang, String comment, List<Directive> directives, String commentOfType) {
        static Head read(String text, boolean importsFollow) {
            List<Directive> directives = new ArrayList<>();
            StringBuilder others = new StringBuilder();
            StringBuilder comment = new StringBuilder();
            Matcher first = SHEBANG.matcher(text);
            String shebang = first.lookingAt() ? first.group() : "";
            for (String line : text.substring(shebang.length()).split("(?<=\n)")) {
                Matcher directive = DIRECTIVE.matcher(line.stripTrailing());
                if (directive.matches()) {
                    comment.append(Objects.requireNonNullElse(directive.group(3), ""));
                    String value = Objects.requireNonNullElse(directive.group(2), "");
                    directives.add(new Directive(directive.group(1), value, comment.toString().lines().toList()));
                    comment.setLength(0);
                } else if (line.startsWith("//")) {
                    comment.append(line);
                } else {
                    others.append(comment).append(line);
                    comment.setLength(0);
                }
            }
            others.append(comment);
            Matcher lineComments = LINE_COMMENTS.matcher(others);
            int end = importsFollow || !lineComments.lookingAt() ? others.length() : lineComments.end();
            return new Head(shebang, others.substring(0, end), directives, others.substring(end));
        }
    }
}
