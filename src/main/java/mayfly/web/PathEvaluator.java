package mayfly.web;

import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.standard.expression.IStandardVariableExpression;
import org.thymeleaf.standard.expression.IStandardVariableExpressionEvaluator;
import org.thymeleaf.standard.expression.OGNLVariableExpressionEvaluator;
import org.thymeleaf.standard.expression.StandardExpressionExecutionContext;
import org.thymeleaf.standard.expression.VariableExpression;

/**
 * Evaluates the variable expressions of templates. A plain path ({@code page.job.title}) is read directly, see {@link PlainPath}; everything else, and every plain path
 * that meets something unforeseen, is OGNL's, with its restrictions and its errors. Nearly all expressions of a page are plain, and OGNL would take longer for them than
 * all the rest of the page.
 */
final class PathEvaluator implements IStandardVariableExpressionEvaluator {
    private final IStandardVariableExpressionEvaluator ognl = new OGNLVariableExpressionEvaluator(true);

    @Override
    public Object evaluate(IExpressionContext context, IStandardVariableExpression expression, StandardExpressionExecutionContext how) {
        PlainPath path = how.getPerformTypeConversion() || expression.getUseSelectionAsRoot() ? null : path(expression);
        Object value = path == null ? PlainPath.UNFORESEEN : path.read(context);
        return value == PlainPath.UNFORESEEN ? ognl.evaluate(context, expression, how) : value;
    }

    /** The compiled form lives in the expression, and so no longer than Thymeleaf keeps that: expressions that templates put together as they go fill no memory here. */
    private static PlainPath path(IStandardVariableExpression expression) {
        if (!(expression instanceof VariableExpression variable)) return null;
        Object compiled = variable.getCachedExpression();
        if (compiled != null) return compiled instanceof PlainPath path ? path : null;
        PlainPath path = PlainPath.compile(expression.getExpression());
        if (path != null) variable.setCachedExpression(path);
        return path;
    }
}
