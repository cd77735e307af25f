namespace BotKit.Handlers.Workflows;

/// <summary>A field that takes a path or <c>null</c>.</summary>
/// <param name="Path">The path; <see langword="null"/> when the definition says <c>null</c>.</param>
internal readonly record struct PathField(StatePath? Path)
{
    public static readonly PathField Whole = new(PathReader.Read("$"));
}
