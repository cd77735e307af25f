using System.Reflection;

namespace BotKit.Nodes;

/// <summary>The version of the program that runs BotKit, as far as it tells.</summary>
internal static class ProgramVersion
{
    public static string Text { get; } = Read();

    private static string Read()
    {
        var program = Assembly.GetEntryAssembly() ?? typeof(ProgramVersion).Assembly;
        return program.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? program.GetName().Version?.ToString()
            ?? "0";
    }
}
