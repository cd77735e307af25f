using BotKit.Ledger;

namespace BotKit.SampleHost;

/// <summary>Runs the host; a start that the user can mend ends in one line and an exit code, not in a stack trace.</summary>
internal static class StartUp
{
    /// <summary>Where the framework logs a failed start with its stack trace; <see cref="Run"/> says the same in its own way.</summary>
    public const string Category = "Microsoft.Extensions.Hosting.Internal.Host";

    private const int Refused = 1;

    public static int Run(WebApplication app, DataFolder folder)
    {
        try
        {
            app.Run();
            return 0;
        }
        catch (Exception exception) when (exception is BotStoreException or BotConfigurationException)
        {
            Console.Error.WriteLine($"The sample host did not start (data folder {folder}). {exception.Message}");
            return Refused;
        }
    }
}
