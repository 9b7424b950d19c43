package mayfly.web;

import java.io.StringWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.standard.StandardDialect;
import org.thymeleaf.templateresolver.ITemplateResolver;

/**
 * Thymeleaf as Mayfly uses it: in English, variables read by {@link PathEvaluator}, links below the context path. Templates are drawn without the request: in a web context
 * every variable would be an attribute of the request, and every attribute a variable.
 */
class Templates {
    private static final String CONTEXT_PATH = "contextPath";
    private static final Words SAY = new Words();

    private final TemplateEngine engine = new TemplateEngine();

    Templates(ITemplateResolver templates) {
        RecordAccessor.install();
        var dialect = new StandardDialect();
        dialect.setVariableExpressionEvaluator(new PathEvaluator());
        engine.setDialect(dialect);
        engine.setLinkBuilder(new Links());
        engine.setTemplateResolver(templates);
    }

    private static final class Links extends StandardLinkBuilder {
        @Override
        protected String computeContextPath(IExpressionContext context, String base, Map<String, Object> parameters) {
            return (String) context.getVariable(CONTEXT_PATH);
        }
    }

    /**
     * @param fragment  the only one to draw; null = the whole template
     * @param variables beside {@code say}, which {@link Words} are known as
     */
    String draw(String template, String fragment, String contextPath, Map<String, Object> variables) {
        var all = new HashMap<>(variables);
        all.put("say", SAY);
        all.put(CONTEXT_PATH, contextPath);
        var html = new StringWriter(16_384);
        engine.process(template, fragment == null ? null : Set.of(fragment), new Context(Locale.ENGLISH, all), html);
        return html.toString();
    }
}
