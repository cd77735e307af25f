namespace BotKit.Errors;

/// <summary>
/// Gives every exception its verdict: the <c>OnError</c> rule of the most derived type, then the first classifier that has one,
/// then the defaults. It never throws.
/// </summary>
internal sealed class ErrorClassifier
{
    private readonly Dictionary<Type, ErrorRule> _rules = [];
    private readonly IReadOnlyList<IBotErrorClassifier> _classifiers;
    private readonly Action<IBotErrorClassifier, Exception> _classifierFailed;

    /// <param name="rules">In the order in which they were added; of one type the last one holds.</param>
    /// <param name="classifiers">In the order in which they are asked.</param>
    /// <param name="classifierFailed">Told of a classifier that threw; the next one is asked.</param>
    public ErrorClassifier(
        IEnumerable<ErrorRule> rules, IReadOnlyList<IBotErrorClassifier> classifiers, Action<IBotErrorClassifier, Exception> classifierFailed)
    {
        foreach (var rule in rules)
        {
            _rules[rule.ExceptionType] = rule;
        }

        _classifiers = classifiers;
        _classifierFailed = classifierFailed;
    }

    public BotFailure Classify(Exception exception)
    {
        try
        {
            var cause = Unwrap(exception);
            return ByRule(cause) ?? ByClassifier(cause) ?? DefaultVerdicts.For(cause);
        }
        catch (Exception)
        {
            // A member of the exception threw in its turn.
            return DefaultVerdicts.Unhandled;
        }
    }

    private static Exception Unwrap(Exception exception)
    {
        while (exception is AggregateException { InnerExceptions: [var only] })
        {
            exception = only;
        }

        return exception;
    }

    private BotFailure? ByRule(Exception exception)
    {
        if (_rules.Count == 0)
        {
            return null;
        }

        for (var type = exception.GetType(); type is not null; type = type.BaseType)
        {
            if (_rules.TryGetValue(type, out var rule))
            {
                return rule.Apply(exception);
            }
        }

        return null;
    }

    private BotFailure? ByClassifier(Exception exception)
    {
        foreach (var classifier in _classifiers)
        {
            try
            {
                if (classifier.Classify(exception) is { } verdict)
                {
                    return verdict;
                }
            }
            catch (Exception failure)
            {
                Report(classifier, failure);
            }
        }

        return null;
    }

    private void Report(IBotErrorClassifier classifier, Exception failure)
    {
        try
        {
            _classifierFailed(classifier, failure);
        }
        catch (Exception)
        {
            // A logger that throws must not change the verdict.
        }
    }
}
