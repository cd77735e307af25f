namespace BotKit.SampleHost.Bots;

/// <summary>What the flaky bot shall do.</summary>
public enum FlakyBehaviour
{
    /// <summary>Succeed.</summary>
    Succeed,

    /// <summary>Fail in a way that is not worth a retry; five in a row open the circuit.</summary>
    Fail,

    /// <summary>Fail in a way that is retried, and succeed at the last attempt.</summary>
    FailOnce,

    /// <summary>Fail for a reason in the data: logged as a warning, no effect on the circuit.</summary>
    BadData,

    /// <summary>Take a minute; the timeout ends it after two seconds.</summary>
    Hang,

    /// <summary>Fail critically: one alert, and the bot is paused.</summary>
    Critical,
}
