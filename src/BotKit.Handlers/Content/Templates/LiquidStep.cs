using DotLiquid;

namespace BotKit.Handlers.Content.Templates;

/// <summary>The tag that is put behind every other one, so that what a template does is counted.</summary>
internal sealed class LiquidStep : Tag
{
    /// <summary>No other template has a tag of this name, so that the process-wide list of tags does not matter to anybody else.</summary>
    public const string Marker = "botkitstep";

    public override void Render(Context context, TextWriter result) => ((LiquidBudget)context.Registers[LiquidBudget.Key]).Step();
}
