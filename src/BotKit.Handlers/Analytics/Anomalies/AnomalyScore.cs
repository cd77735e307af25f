namespace BotKit.Handlers.Analytics.Anomalies;

/// <summary>What the detector says about a value.</summary>
/// <param name="Score">How rare it is: from the threshold on an anomaly. 0 while too little is known.</param>
/// <param name="Kind">What is unusual about it.</param>
/// <param name="IsAnomaly">Whether to tell of it: the score is high enough, and no anomaly was told of within the last season.</param>
internal readonly record struct AnomalyScore(double Score, AnomalyKind Kind, bool IsAnomaly);
