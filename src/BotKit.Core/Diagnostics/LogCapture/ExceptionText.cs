namespace BotKit.Diagnostics;

/// <summary>Takes exceptions out of a line: their texts where the line repeats them, and stack traces wherever they come from.</summary>
internal static class ExceptionText
{
    private const int MaxExceptions = 16;
    private const int ShortestMessage = 4;

    public static string Remove<TState>(string text, TState state, Exception? exception)
    {
        var left = MaxExceptions;
        if (exception is not null)
        {
            text = RemoveOne(text, exception, ref left);
        }

        if (state is IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            for (var i = 0; i < values.Count; i++)
            {
                if (values[i].Value is Exception value)
                {
                    text = RemoveOne(text, value, ref left);
                }
            }
        }

        return RemoveStack(text);
    }

    private static string RemoveOne(string text, Exception exception, ref int left)
    {
        if (left-- == 0)
        {
            return text;
        }

        // Making the whole text is costly, and it begins with the type's name.
        if (text.Contains(exception.GetType().ToString(), StringComparison.Ordinal))
        {
            text = text.Replace(exception.ToString(), SensitiveAttribute.Mask, StringComparison.Ordinal);
        }

        // The only message that may be shown is a BotException's.
        if (exception is not BotException && exception.Message.Length >= ShortestMessage)
        {
            text = text.Replace(exception.Message, SensitiveAttribute.Mask, StringComparison.Ordinal);
        }

        if (exception is AggregateException aggregate)
        {
            foreach (var inner in aggregate.InnerExceptions)
            {
                text = RemoveOne(text, inner, ref left);
            }

            return text;
        }

        return exception.InnerException is { } cause ? RemoveOne(text, cause, ref left) : text;
    }

    private static string RemoveStack(string text)
        => text.Contains(" at ", StringComparison.Ordinal) && text.Contains('\n')
            ? string.Join('\n', text.Split('\n').Where(static line => !IsFrame(line)))
            : text;

    private static bool IsFrame(string line)
    {
        var trimmed = line.AsSpan().TrimStart();
        return trimmed.Length < line.Length && trimmed.StartsWith("at ", StringComparison.Ordinal) && trimmed.Contains('(');
    }
}
