namespace BotKit.Handlers.Workflows;

/// <summary>Reads the steps of a path.</summary>
internal static class PathSegments
{
    private const string Ends = ".[](),'\"=<>!&|?";

    public static List<PathSegment> Read(TextCursor cursor)
    {
        var segments = new List<PathSegment>();
        while (true)
        {
            if (cursor.Now == '[')
            {
                segments.Add(Bracket(cursor));
            }
            else if (cursor.TryTake(".."))
            {
                segments.Add(new DescentSegment(cursor.Now == '[' ? Bracket(cursor) : Dotted(cursor)));
            }
            else if (cursor.TryTake('.'))
            {
                segments.Add(cursor.Now == '[' ? Bracket(cursor) : Dotted(cursor));
            }
            else
            {
                return segments;
            }
        }
    }

    private static PathSegment Dotted(TextCursor cursor)
    {
        if (cursor.TryTake('*'))
        {
            return new WildcardSegment();
        }

        var name = cursor.TakeWhile(static it => !char.IsWhiteSpace(it) && !char.IsControl(it) && !Ends.Contains(it, StringComparison.Ordinal));
        if (name.Length == 0)
        {
            throw cursor.Error("a name is missing");
        }

        return cursor.Now == '(' ? throw cursor.Error("functions in paths are not supported") : new NameSegment([new(name, name)]);
    }

    private static PathSegment Bracket(TextCursor cursor)
    {
        cursor.Take('[');
        cursor.SkipBlanks();
        PathSegment segment = cursor.Now switch
        {
            '*' => Wildcard(cursor),
            '?' => FilterReader.Read(cursor),
            '\'' or '"' => Names(cursor),
            _ => Positions(cursor),
        };
        cursor.SkipBlanks();
        cursor.Take(']');
        return segment;
    }

    private static WildcardSegment Wildcard(TextCursor cursor)
    {
        cursor.Move();
        return new WildcardSegment();
    }

    private static NameSegment Names(TextCursor cursor)
    {
        var names = new List<NameSegment.Name>();
        do
        {
            cursor.SkipBlanks();
            if (cursor.Now is not ('\'' or '"'))
            {
                throw cursor.Error("a name in quotes is missing");
            }

            var (raw, plain) = cursor.TakeQuoted();
            names.Add(new(raw, plain));
            cursor.SkipBlanks();
        }
        while (cursor.TryTake(','));
        return new NameSegment(names);
    }

    private static PathSegment Positions(TextCursor cursor)
    {
        int? first = cursor.Now == ':' ? null : cursor.TakeInteger();
        cursor.SkipBlanks();
        if (cursor.TryTake(':'))
        {
            return Slice(cursor, first);
        }

        var indices = new List<int> { first!.Value };
        while (cursor.TryTake(','))
        {
            cursor.SkipBlanks();
            indices.Add(cursor.TakeInteger());
            cursor.SkipBlanks();
        }

        return new IndexSegment(indices);
    }

    private static SliceSegment Slice(TextCursor cursor, int? first)
    {
        cursor.SkipBlanks();
        int? last = cursor.Now is ']' or ':' ? null : cursor.TakeInteger();
        cursor.SkipBlanks();
        var step = 1;
        if (cursor.TryTake(':'))
        {
            cursor.SkipBlanks();
            step = cursor.TakeInteger();
        }

        return step > 0 ? new SliceSegment(first, last, step) : throw cursor.Error("the step of a slice is 1 or more");
    }
}
