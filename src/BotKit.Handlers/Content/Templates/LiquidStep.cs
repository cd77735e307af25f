using DotLiquid;

namespace BotKit.Handlers.Content.Templates;

/// <summary>The tag that is put behind every other one, so that what a template does is counted. Behind a capture it looks at what was captured.</summary>
internal sealed class LiquidStep : Tag
{
    /// <summary>No other template has a tag of this name, so that the process-wide list of tags does not matter to anybody else.</summary>
    public const string Marker = "botkitstep";

    public static string Of(string captured, bool takesBlanks = false) => $"{{%{Marker} {captured}{(takesBlanks ? " -" : "")}%}}";

    public override void Render(Context context, TextWriter result)
    {
        LiquidBudget.Of(context).Step();
        if (Markup.Trim() is { Length: > 0 } captured)
        {
            LiquidBudget.CheckText((context[captured, false] as string)?.Length ?? 0);
        }
    }
}
