namespace BotKit.Handlers.Leads;

/// <summary>How well scores tell two classes apart, and how well probabilities are meant.</summary>
internal static class Ranking
{
    /// <summary>The area under the ROC curve (the Mann-Whitney statistic; ties count half); .5 when there is only one class.</summary>
    public static double Auc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        var order = scores.ToArray();
        var positive = labels.ToArray();
        Array.Sort(order, positive);
        var (sum, positives, start) = (0d, 0L, 0);
        while (start < order.Length)
        {
            var end = start;
            while (end < order.Length && order[end] == order[start])
            {
                end++;
            }

            for (var index = start; index < end; index++)
            {
                if (positive[index])
                {
                    sum += (start + 1 + end) / 2d;
                    positives++;
                }
            }

            start = end;
        }

        var negatives = order.Length - positives;
        return positives == 0 || negatives == 0 ? .5 : (sum - positives * (positives + 1) / 2d) / ((double)positives * negatives);
    }

    /// <summary>The mean of the squared errors (Brier 1950).</summary>
    public static double Brier(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels)
    {
        var sum = 0d;
        for (var index = 0; index < probabilities.Length; index++)
        {
            var error = probabilities[index] - (labels[index] ? 1 : 0);
            sum += error * error;
        }

        return probabilities.Length == 0 ? 0 : sum / probabilities.Length;
    }

    public static double LogLoss(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels)
    {
        var sum = 0d;
        for (var index = 0; index < probabilities.Length; index++)
        {
            var probability = Math.Clamp(labels[index] ? probabilities[index] : 1 - probabilities[index], 1e-15, 1);
            sum -= Math.Log(probability);
        }

        return probabilities.Length == 0 ? 0 : sum / probabilities.Length;
    }
}
