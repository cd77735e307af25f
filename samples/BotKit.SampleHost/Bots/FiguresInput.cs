namespace BotKit.SampleHost.Bots;

/// <summary>Asks for the studio's figures.</summary>
/// <param name="Top">How many of the clients who owe most to name, 1 to 20.</param>
public sealed record FiguresInput(int Top = 3);
