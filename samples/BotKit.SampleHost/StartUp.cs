using System.Data.Common;
using System.Net.Sockets;
using BotKit.Ledger;
using Microsoft.Extensions.Options;

namespace BotKit.SampleHost;

/// <summary>Runs the host; a start that the user can mend ends in a sentence and an exit code, not in a stack trace.</summary>
internal sealed class StartUp
{
    private const int Refused = 1;

    // Where the framework logs a failed start with its stack trace.
    private static readonly string[] Categories = ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel"];

    private volatile bool _hasStarted;

    /// <summary>Keeps these silent until the host has started: <see cref="Run"/> says in its own way what keeps it from starting.</summary>
    public void Quiet(ILoggingBuilder logging)
    {
        foreach (var category in Categories)
        {
            logging.AddFilter(category, level => _hasStarted && level >= LogLevel.Warning);
        }
    }

    /// <summary>Makes the host and runs it until it is stopped.</summary>
    /// <returns>The exit code.</returns>
    public int Run(Func<WebApplication> make)
    {
        try
        {
            using var app = make();
            app.Lifetime.ApplicationStarted.Register(() => _hasStarted = true);
            app.Run();
            return 0;
        }
        catch (Exception exception) when (!_hasStarted && CanBeMended(exception))
        {
            Console.Error.WriteLine("The sample host did not start. " + Describe(exception));
            return Refused;
        }
    }

    // A file, an address, a setting or a database is not as it should be; anything else is a bug, and shows where.
    private static bool CanBeMended(Exception exception)
        => exception is AggregateException several
            ? several.InnerExceptions.All(CanBeMended)
            : exception is BotStoreException or BotConfigurationException or OptionsValidationException or DbException or SocketException
                or IOException or InvalidDataException or UnauthorizedAccessException or FormatException or ArgumentException or InvalidOperationException;

    private static string Describe(Exception exception)
    {
        if (exception is AggregateException several)
        {
            return string.Join(' ', several.InnerExceptions.Select(Describe));
        }

        var text = exception.Message;
        for (var cause = exception.InnerException; cause is not null; cause = cause.InnerException)
        {
            text += text.Contains(cause.Message, StringComparison.OrdinalIgnoreCase) ? "" : " " + cause.Message;
        }

        return text;
    }
}
