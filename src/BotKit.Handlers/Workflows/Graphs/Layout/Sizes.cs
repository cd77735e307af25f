namespace BotKit.Handlers.Workflows.Graphs;

/// <summary>The measures of a drawing, in pixels.</summary>
internal static class Sizes
{
    public const double Width = 206;
    public const double Height = 62;
    public const double Gap = 28;
    public const double LayerGap = 52;
    public const double BendWidth = 10;
    public const double Padding = 18;
    public const double BranchGap = 30;
    public const double EntryGap = 22;
    public const double LoopWidth = 34;
    public const double Port = 26;
    public const double Margin = 24;
    public const double Title = 46;
    public const double Start = 34;
}
