namespace BotKit.Handlers.Workflows;

/// <summary>Reads paths, strictly: what is not in the language of paths is a mistake, functions such as <c>length()</c> among it.</summary>
/// <remarks>Amazon States Language, "Paths" and "Reference Paths"; RFC-like JSONPath as AWS takes it.</remarks>
internal static class PathReader
{
    /// <summary>Reads a whole text as a path.</summary>
    /// <exception cref="PathException">It is none.</exception>
    public static StatePath Read(string text)
    {
        ThrowIfLong(text.Length);
        var cursor = new TextCursor(text);
        var path = Read(cursor, text);
        return cursor.IsEnd ? path : throw cursor.Error("this does not belong to a path");
    }

    /// <summary>Reads a path up to what does not belong to it.</summary>
    public static StatePath Read(TextCursor cursor, string text)
    {
        var start = cursor.At;
        if (!cursor.TryTake('$'))
        {
            throw cursor.Error("a path begins with '$'");
        }

        var root = PathRoot.Input;
        string? variable = null;
        if (cursor.TryTake('$'))
        {
            root = PathRoot.Context;
        }
        else if (VariableName.IsStart(cursor.Now))
        {
            root = PathRoot.Variable;
            variable = cursor.TakeWhile(VariableName.IsPart);
        }

        var segments = PathSegments.Read(cursor);
        ThrowIfLong(cursor.At - start);
        return new StatePath(text[start..cursor.At], root, variable, segments);
    }

    private static void ThrowIfLong(int length)
    {
        if (length > WorkflowDefaults.MaxPathLength)
        {
            throw new PathException($"A path has at most {WorkflowDefaults.MaxPathLength} characters");
        }
    }
}
