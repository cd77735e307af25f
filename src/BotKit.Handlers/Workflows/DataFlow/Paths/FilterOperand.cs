using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>One side of a comparison: a constant, or a path from the element (<c>@</c>) or the root (<c>$</c>).</summary>
internal sealed class FilterOperand
{
    private readonly JsonNode? _constant;
    private readonly IReadOnlyList<PathSegment>? _segments;
    private readonly bool _fromRoot;

    public FilterOperand(JsonNode? constant) => _constant = constant;

    public FilterOperand(IReadOnlyList<PathSegment> segments, bool fromRoot)
    {
        _segments = segments;
        _fromRoot = fromRoot;
    }

    public bool IsPath => _segments is not null;

    public bool TryRead(JsonNode? element, PathVisit visit, out JsonNode? value)
    {
        value = _constant;
        return _segments is null || StatePath.TrySelect(_segments, _fromRoot ? visit.Root : element, visit, out value);
    }
}
